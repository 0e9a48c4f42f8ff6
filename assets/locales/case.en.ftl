# What was answered, in words.

answer-asked-by-support = Bankin’ support
answer-asked-by-article = Nobody: I read Bankin’s help article
answer-asked-by-phone-call = Someone who called me on the phone
answer-asked-by-text-message = Someone who sent me a text or chat message
answer-asked-by-someone-else = Someone else
answer-step-tried = Tried, without success
answer-own-reference = { $reference } (given by Pli)
# "PEA and assurance vie"
answer-and = { $first } and { $last }
