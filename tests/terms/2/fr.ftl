clause-audit = La trace
    .body = Chaque usage de mes identifiants **{ $bank }** est noté.
act-age = J’ai plus de 18 ans.
