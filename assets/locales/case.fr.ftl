# What was answered, in words.

answer-asked-by-support = Le support de Bankin’
answer-asked-by-article = Personne : j’ai lu l’article d’aide de Bankin’
answer-asked-by-phone-call = Quelqu’un qui m’a appelé au téléphone
answer-asked-by-text-message = Quelqu’un qui m’a écrit par SMS ou messagerie
answer-asked-by-someone-else = Quelqu’un d’autre
answer-step-tried = Déjà essayé, sans succès
answer-own-reference = { $reference } (donné par Pli)
# « PEA et assurance vie »
answer-and = { $first } et { $last }
