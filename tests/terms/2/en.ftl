clause-audit = The trace
    .body = Each use of my **{ $bank }** credentials is noted.
act-age = I am over 18.
