# What is said when Pli has no window to say it in.

fatal-title = Pli ne peut pas continuer
fatal-code = Code : { $code }

fatal-no-display = Pli a besoin d’un écran, et aucun n’a répondu.
    .remedy = Ouvrez une session avec un bureau, puis lancez Pli de là.
fatal-no-web-engine = Il manque à cet ordinateur le composant « WebView2 », avec lequel Pli dessine ses pages.
    .remedy = Installez « WebView2 Runtime » depuis le site de Microsoft, puis ouvrez Pli à nouveau.
fatal-no-folder = Pli ne peut écrire dans aucun dossier de cet ordinateur.
    .remedy = Libérez de la place sur le disque, redémarrez l’ordinateur, puis ouvrez Pli à nouveau. Si cela recommence, donnez ce code au support.
fatal-no-window = La fenêtre de Pli ne s’est pas ouverte.
    .remedy = Redémarrez l’ordinateur, puis ouvrez Pli à nouveau. Si cela recommence, donnez ce code au support.
fatal-page-ended = Les pages de Pli se sont arrêtées deux fois de suite. Pli se ferme.
    .remedy = Mettez l’ordinateur à jour, redémarrez-le, puis ouvrez Pli à nouveau. Si cela recommence, donnez ce code au support.
fatal-does-not-answer = Pli est déjà ouvert, mais ne répond plus.
    .remedy = Fermez sa fenêtre, ou redémarrez l’ordinateur, puis ouvrez Pli à nouveau.
fatal-crashed = Pli s’est arrêté à cause d’une erreur.
    .remedy = Ouvrez Pli à nouveau. Si cela recommence, donnez ce code au support.
