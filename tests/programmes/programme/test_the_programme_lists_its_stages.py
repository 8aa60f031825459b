"""The programme page lists its stages once each, with their runs inside, and every link tells which run it leads to."""

from html.parser import HTMLParser

from programmes.stages.actions.opening import open_stage, plan_stage
from tests.makers import MONDAY, a_stage, a_workstream


class Links(HTMLParser):
    """The words of every link of a page, by its address."""

    def __init__(self, page):
        super().__init__()
        self.found, self.at = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.at = dict(attributes)["href"]
            self.found.setdefault(self.at, "")

    def handle_endtag(self, tag):
        if tag == "a":
            self.at = None

    def handle_data(self, words):
        if self.at:
            self.found[self.at] += words


def page(client, who, address):
    client.force_login(who.user)
    return client.get(address).content.decode()


def test_every_link_to_a_stage_says_which_one(client, cast):
    money = a_workstream(cast.programme, by=cast.maya, lead=cast.sid, name="Money")
    stages = [a_stage(cast.programme, "S8", by=cast.maya, workstream=stream) for stream in (cast.housing, money)]
    stages.append(a_stage(cast.programme, "S11", by=cast.maya))
    words = page(client, cast.amina, cast.programme.get_absolute_url())
    links = Links(words).found

    assert [links[stage.get_absolute_url()] for stage in stages] == [
        "S8 Co-design in workstreams: Housing", "S8 Co-design in workstreams: Money", "S11 Hold to account"]
    assert words.count("2 open") == 1       # in the table beside the map
    assert "Of twelve stages: 0 signed, 2 at work, 10 not open." in words


def test_a_second_round_is_told_from_the_first(client, cast):
    rounds = [open_stage(plan_stage(cast.programme, "S4", by=cast.maya, at=MONDAY, cycle=n), by=cast.maya, at=MONDAY) for n in (1, 2)]
    links = Links(page(client, cast.amina, cast.programme.get_absolute_url())).found
    titles = [page(client, cast.amina, each.get_absolute_url()).partition("<title>")[2].partition("</title>")[0] for each in rounds]

    assert [links[each.get_absolute_url()] for each in rounds] == [
        "S4 Role profiles and call for nominations: round 1", "S4 Role profiles and call for nominations: round 2"]
    assert titles == ["S4 Role profiles and call for nominations - Care Together - coprod",
                      "S4 Role profiles and call for nominations: round 2 - Care Together - coprod"]
