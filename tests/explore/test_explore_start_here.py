from gradlab.explore import start_here


def test_the_highest_stop_is_where_the_text_says():
    explorer = start_here.height()
    heights = {}
    for stop in range(101):
        explorer.move(x=stop / 10)
        heights[stop] = float(explorer.sentence.split()[-1].rstrip(".").replace("−", "-"))
    assert max(heights, key=heights.get) == 64
    assert heights[64] == 6.36
