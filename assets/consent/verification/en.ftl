# What the verification of a consent found.

finding-not-a-pdf = This file is not a readable PDF.
finding-record-missing = This PDF does not contain the data of the consent (consent.json).
finding-record-unreadable = The data of the consent cannot be read: { $reason }.
finding-signature-missing = This PDF does not contain the signature of the data (consent.sig).
finding-signature-unreadable = The signature of the data cannot be read.
finding-signature-wrong = The data of the consent changed after it was signed, or the signature is not theirs.
finding-other-sealed-file = This sealed file is not the one of the consent. SHA-256 signed: { $signed }. SHA-256 of the file: { $given }.
finding-other-renderer = Another version of the renderer made this PDF (“{ $producer }”): it cannot be compared to its data.
finding-unrenderable = This PDF cannot be made again from its data: { $reason }.
finding-appended = { $bytes } bytes were added at the end of the PDF.
finding-cut = { $bytes } bytes are missing at the end of the PDF.
finding-differs = The PDF does not show exactly its data: { $bytes } bytes differ, the first at position { $first }, in { $part ->
    [page] the text of a page
    [font] a font
    [file] an embedded file
    [metadata] the metadata
   *[structure] the structure of the document
}.
