"""What an explorer shows, in a form that two moments can be compared in."""


def shown(explorer):
    """Return the sentence, the background and the foreground."""
    picture = explorer.picture
    return explorer.sentence, picture.background, picture.foreground


def figure(explorer):
    """Return the figure that an explorer moves."""
    return explorer.scene.figure
