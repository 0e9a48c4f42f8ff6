# Ce que la vérification d’un accord a trouvé.

finding-not-a-pdf = Ce fichier n’est pas un PDF lisible.
finding-record-missing = Ce PDF ne contient pas les données de l’accord (consent.json).
finding-record-unreadable = Les données de l’accord ne sont pas lisibles : { $reason }.
finding-signature-missing = Ce PDF ne contient pas la signature des données (consent.sig).
finding-signature-unreadable = La signature des données n’est pas lisible.
finding-signature-wrong = Les données de l’accord ont changé depuis leur signature, ou la signature n’est pas la leur.
finding-other-sealed-file = Ce fichier scellé n’est pas celui de l’accord. SHA-256 signé : { $signed }. SHA-256 du fichier : { $given }.
finding-other-renderer = Une autre version de la mise en page a fait ce PDF (« { $producer } ») : il ne peut pas être comparé à ses données.
finding-unrenderable = Ce PDF ne peut pas être refait à partir de ses données : { $reason }.
finding-appended = { $bytes } octets ont été ajoutés à la fin du PDF.
finding-cut = Il manque { $bytes } octets à la fin du PDF.
finding-differs = Le PDF ne montre pas exactement ses données : { $bytes } octets diffèrent, le premier à la position { $first }, dans { $part ->
    [page] le texte d’une page
    [font] une police de caractères
    [file] un fichier joint
    [metadata] les métadonnées
   *[structure] la structure du document
}.
