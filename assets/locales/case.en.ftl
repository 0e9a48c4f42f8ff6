# What was answered, in words.

answer-asked-by-support = Bankin’ support
answer-asked-by-article = Nobody: I read Bankin’s help article
answer-asked-by-phone-call = Somebody who called me on the phone
answer-asked-by-text-message = Somebody who sent me a text or a message
answer-asked-by-someone-else = Somebody else
answer-step-tried = Tried, without success
answer-no-reference = Support did not give me one
# "PEA and assurance vie"
answer-and = { $first } and { $last }
