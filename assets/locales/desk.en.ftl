# The messages that the desk prepares. Nothing sends them in support's place.

reply-greeting = Hello { $name },
reply-greeting-unnamed = Hello,
reply-signature = The Bankin’ support team

received-subject = We have received your case { $reference }
received-body =
    We have received your signed consent and your encrypted credentials. Thank you for your help!

    One developer at Bridge alone will be able to use them, without reading them, until { $expires } at the latest. As soon as the investigation is over they are deleted, and we send you a signed receipt that proves it.

    As promised, { $months } months of Bankin’ Plus/Pro are yours. The gift stays yours even if you withdraw your consent.

    Never send us a code received by text message. When all is over, remember to change your bank password.

incomplete-subject = Something is missing from your message
incomplete-subject-case = Something is missing from your case { $reference }
incomplete-body = Thank you for your message. To look into your case, we still need:
incomplete-consent = - the signed consent: the file “consentement-….pdf” that Pli saved in your documents, as it is (not printed, scanned or changed);
incomplete-sealed = - the encrypted credentials: the file “identifiants-….age” that Pli saved in your documents, as it is;
incomplete-how = Could you answer this message and attach both files? Never write your credentials in a message.

unsigned-body =
    We have received a message that withdraws your consent for request { $reference }. It is not signed with the key of your case: somebody else may have written it.

    Was it you? Answer “yes” to this message, and we delete your credentials and send you the proof. If it was not you, tell us: nothing changes.

closed-subject = Your credentials are deleted (case { $reference })
closed-body =
    Your encrypted credentials were deleted from our systems on { $closed }.

    The signed receipt is attached to this message. Anybody can verify it with the program minisign and the public key that Bankin’ publishes.

    A copy of your message may still be among your sent messages: you can delete it. Remember to change your bank password, too.
closed-closed = The investigation of your case is over.
closed-withdrawn = You have withdrawn your consent.
closed-replaced = Another sending of the same request replaces this one.
closed-expired = The time that was set is over.
