"""Opening and closing a round (opening), answering it (answering), changing and taking back (own), sorting answers (sorting), deciding
about them and the pair's look (deciding), sending, publishing and ending it (sending); what the clock does (checking)."""

from programmes.rounds.actions.answering import give_answer, write_down_recording
from programmes.rounds.actions.deciding import answer_no, ask_pair, decide_answers, decide_theme, say_seen
from programmes.rounds.actions.opening import call_off_round, close_round, open_round
from programmes.rounds.actions.own import change_answer, keep_back, keep_no_more, take_answer_back
from programmes.rounds.actions.sending import ask_new_link, finish_round, publish_round, say_on_reply, send_answers
from programmes.rounds.actions.sorting import add_theme, also_bears_on, hide_answer, rename_theme, show_again, sort_into

__all__ = ["add_theme", "also_bears_on", "answer_no", "ask_new_link", "ask_pair", "call_off_round", "change_answer", "close_round",
           "decide_answers", "decide_theme", "finish_round", "give_answer", "hide_answer", "keep_back", "keep_no_more", "open_round",
           "publish_round", "rename_theme", "say_on_reply", "say_seen", "send_answers", "show_again", "sort_into", "take_answer_back",
           "write_down_recording"]
