"""Errors of scripts, ssh and rsync, translated into German sentences that help an operator."""

from __future__ import annotations

from plugins.publish.target import PublishingError
from plugins.publish.targets.shell import ShellError

_EXIT_CODES = {
    66: (
        "Auf {host} ist die Veröffentlichung, die gezeigt werden soll, nicht mehr da.",
        "Bitte noch einmal aufrufen; was da ist, zeigt: python3 tasks.py releases --target ZIEL",
    ),
    72: ("Auf {host} fehlt das Programm flock.", "Bitte dort installieren, unter Debian: apt-get install util-linux"),
    73: (
        "Auf {host} lässt sich „{folder}“ nicht anlegen.",
        "Bitte prüfen, ob der Ordner darüber dem Benutzer gehört, mit dem veröffentlicht wird.",
    ),
    74: (
        "Auf {host} ist „{folder}/current“ kein Verweis, sondern ein eigener Ordner.",
        "Bitte einen anderen Ordner angeben oder diesen umbenennen.",
    ),
    75: (
        "Nach „{folder}“ auf {host} veröffentlicht gerade jemand anderes.",
        "Bitte warten, bis das fertig ist, und dann noch einmal aufrufen.",
    ),
    76: (
        "Was auf {host} angekommen ist, ist nicht das, was geschickt wurde.",
        "Bitte noch einmal aufrufen. Geschieht es wieder, prüfen Sie bitte den Datenträger des Servers.",
    ),
}
# In the words of ssh(1), rsync(1) and the C library, in this order: the first that is found is the reason.
_MESSAGES = (
    (
        "No space left on device",
        "Auf {host} ist kein Platz mehr.",
        "Bitte dort Platz schaffen und noch einmal aufrufen; was schon da ist, wird nicht noch einmal geschickt.",
    ),
    ("Disk quota exceeded", "Auf {host} ist der zugeteilte Platz verbraucht.", "Bitte dort Platz schaffen lassen."),
    (
        "Host key verification failed",
        "Der Server {host} weist sich anders aus als erwartet, oder sein Schlüssel ist noch nicht bekannt.",
        "Bitte die Zeile des Servers in PUBLISH_SSH_KNOWN_HOSTS eintragen und vorher beim Betreiber erfragen.",
    ),
    (
        "Permission denied (",
        "Der Server {host} nimmt den Schlüssel nicht an.",
        "Bitte PUBLISH_SSH_KEY prüfen und ob der öffentliche Teil auf dem Server eingetragen ist.",
    ),
    (
        "Error in libcrypto",
        "Mit dem Schlüssel in PUBLISH_SSH_KEY lässt sich nichts anfangen.",
        "Bitte den ganzen privaten Schlüssel eintragen, mit der ersten und der letzten Zeile.",
    ),
    (
        "Permission denied",
        "Auf {host} lässt sich in „{folder}“ nicht schreiben.",
        "Bitte prüfen, ob der Ordner dem Benutzer gehört, mit dem veröffentlicht wird.",
    ),
    (
        "Read-only file system",
        "Auf {host} lässt sich in „{folder}“ nicht schreiben.",
        "Bitte prüfen, warum der Datenträger dort nur gelesen werden kann.",
    ),
    (
        "rsync: command not found",
        "Auf {host} fehlt das Programm rsync.",
        "Bitte dort installieren, unter Debian: apt-get install rsync",
    ),
    (
        "Could not resolve hostname",
        "Den Server {host} gibt es nicht, oder sein Name lässt sich gerade nicht auflösen.",
        "Bitte den Namen unter „targets“ in content/site.yaml prüfen.",
    ),
)
CONNECTION_CODES = frozenset({10, 12, 30, 35, 255})  # of rsync(1) and ssh(1)


def explain_failure(failure: ShellError, host: str, folder: str) -> PublishingError:
    """Return the error for a *failure* at *host*.

    The output of the programs is never shown as it is: it may hold secrets.
    """
    message, remedy = _translate(failure)
    return PublishingError(message.format(host=host, folder=folder), remedy.format(host=host, folder=folder))


def _translate(failure: ShellError) -> tuple[str, str]:
    if failure.code in _EXIT_CODES:
        return _EXIT_CODES[failure.code]
    for text, message, remedy in _MESSAGES:
        if text in failure.output:
            return message, remedy
    if failure.code in CONNECTION_CODES:
        return (
            "Die Verbindung zu {host} kam nicht zustande oder ist abgebrochen.",
            "Bitte noch einmal aufrufen; was schon übertragen ist, wird nicht noch einmal geschickt.",
        )
    return (
        f"Auf {{host}} ist etwas misslungen (Kennzahl {failure.code}).",
        "Bitte auf dem Server nachsehen, ob „{folder}“ in Ordnung ist, und noch einmal aufrufen.",
    )
