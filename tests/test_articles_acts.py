"""What is said to have been done with which data, in the words of news in four languages, and what is no allegation."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.acts import acts
from loaders.articles.article import from_bytes
from loaders.articles.data_kinds import topic_of
from loaders.articles.story import story

HEAD = "A company is sued over its AI. The suit was filed by the owners of what was taken. "


def alleged(text: str) -> set[str]:
    """The acts, alone and with their kind of data."""
    sentences = story(from_bytes((HEAD + text).encode(), Path("invented.txt")))
    found = list(acts(sentences, topic_of(sentences)))
    return {each.act for each in found} | {f"{each.act} {each.data}" for each in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company fed millions of news articles to its chatbot.", ["training news_articles"]),
        ("The generator was raised on their paintings.", ["training visual_art"]),
        ("Her novels went into the making of the model.", ["training books"]),
        ("The start-up used patients' records to build its diagnostic AI.", ["training health_data"]),
        ("Its AI learned to draw from millions of illustrations.", ["training illustrations"]),
        ("The firm's chatbot was schooled on users' posts.", ["training user_posts"]),
        ("Screenplays were ingested by the model.", ["training scripts"]),
        ("The model was built with photographs taken from Flickr.", ["training photographs"]),
        ("They say their code was swallowed by the assistant.", ["training source_code"]),
        ("It copied the songs in order to train the machine.", ["training musical_works"]),
        ("The lyrics of 500 songs were in the training set.", ["training song_lyrics"]),
        ("The company trained its systems with the e-mails of its customers.", ["training email"]),
        ("It took copies of the books from LibGen, a shadow library.", ["acquisition_from_pirate_source books"]),
        ("The books had been downloaded by BitTorrent.", ["acquisition_from_pirate_source books"]),
        ("It got hold of stolen copies of their novels on pirate sites.", ["acquisition_from_pirate_source books"]),
        ("The recordings were ripped from YouTube.", ["acquisition_from_pirate_source sound_recordings"]),
        ("Bots swept the newspaper's site and copied its articles.", ["scraping news_articles"]),
        ("It scraped billions of photos from social networks.", ["scraping photographs"]),
        ("Its crawlers harvested the posts of Reddit users.", ["scraping user_posts"]),
        ("The company vacuumed up articles from the web.", ["scraping news_articles"]),
        ("The reviews were copied wholesale from the website by automated software.", ["scraping user_posts"]),
        (
            "It collected the faceprints of children without their parents' consent.",
            ["collection_without_consent face_images"],
        ),
        ("Nobody was asked before their voiceprints were made.", ["collection_without_consent voiceprints"]),
        ("The app gathered location data without telling users.", ["collection_without_consent location_data"]),
        ("The device recorded private conversations with no permission.", ["interception"]),
        ("The vendor's software eavesdropped on customer calls.", ["interception voice_calls"]),
        ("It intercepts what is said in Zoom meetings.", ["interception meeting_recordings"]),
        ("It handed users' private messages to third parties.", ["disclosure_to_third_parties private_messages"]),
        ("The hospital shared patient records with Google.", ["disclosure_to_third_parties health_data"]),
        ("The dating site let an AI company have its members' photos.", ["disclosure_to_third_parties photographs"]),
        ("The chatbot gives out whole articles word for word.", ["output_reproduction news_articles"]),
        ("ChatGPT recites the lyrics when asked.", ["output_reproduction song_lyrics"]),
        ("It reproduces long passages of her novels.", ["output_reproduction books"]),
        ("Users can make it show Darth Vader and other characters.", ["output_reproduction characters"]),
        ("Copilot emits chunks of licensed code.", ["output_reproduction source_code"]),
        ("It makes pictures in the style of the artists.", ["output_imitation"]),
        ("The songs it makes sound like those of the label's stars.", ["output_imitation musical_works"]),
        ("It stripped the articles of their copyright notices.", ["cmi_removal news_articles"]),
        ("The credits were removed from the photographs.", ["cmi_removal photographs"]),
        ("Author names were cut from the books.", ["cmi_removal books"]),
        ("It got round the paywall to take the articles.", ["circumvention news_articles"]),
        ("It bypassed YouTube's technical protections to download videos.", ["circumvention online_videos"]),
        ("It ignored the site's robots.txt to copy its articles.", ["circumvention news_articles"]),
        ("The company hid from customers that it used their recordings.", ["concealment_of_practices"]),
        ("It changed its privacy policy without telling anyone.", ["concealment_of_practices"]),
        ("It kept the recordings of calls indefinitely.", ["retention voice_calls"]),
        ("Its answer engine summarises the publishers' articles.", ["retrieval_grounding news_articles"]),
        ("It cloned the voices of the actors.", ["voice_cloning voice_performances"]),
        ("It made a digital replica of his voice.", ["voice_cloning voice_performances"]),
        ("It broke the open-source licences under which the code was published.", ["breach_of_licence source_code"]),
        (
            "Der Anbieter hat die Artikel der Zeitung ohne Erlaubnis zum Training seiner KI verwendet.",
            ["training news_articles"],
        ),
        ("Das Modell wurde mit Liedtexten trainiert.", ["training song_lyrics"]),
        ("Die Bücher stammen aus illegalen Schattenbibliotheken.", ["acquisition_from_pirate_source books"]),
        ("Der Chatbot gibt die Liedtexte wörtlich wieder.", ["output_reproduction song_lyrics"]),
        ("Die Fotos wurden massenhaft aus dem Internet abgegriffen.", ["scraping photographs"]),
        ("Die Firma hat die Stimmen der Sprecher geklont.", ["voice_cloning voice_performances"]),
        ("Telefongespräche wurden ohne Einwilligung aufgezeichnet.", ["interception voice_calls"]),
        ("Des livres piratés ont servi à entraîner le modèle.", ["acquisition_from_pirate_source books", "training books"]),
        ("La société a aspiré les articles des journaux.", ["scraping news_articles"]),
        ("Le robot restitue mot pour mot des articles de presse.", ["output_reproduction news_articles"]),
        ("Elle a contourné les mesures de protection pour copier les articles.", ["circumvention news_articles"]),
        ("La voix des comédiens a été clonée par le logiciel.", ["voice_cloning voice_performances"]),
        ("Des photographies ont été utilisées pour entraîner le générateur.", ["training photographs"]),
        ("新聞社の記事を無断で収集し、生成AIの学習に使った。", ["scraping news_articles", "training news_articles"]),
        ("生成AIは記事とほぼ同じ文章を回答に表示する。", ["output_reproduction news_articles"]),
        ("海賊版サイトから書籍をダウンロードして学習させた。", ["acquisition_from_pirate_source books", "training books"]),
        ("robots.txtを無視して記事を複製した。", ["circumvention news_articles"]),
        ("声優の声を無断でAIに学習させ、似た声を生成した。", ["training voice_performances"]),
        ("ユーザーの会話を無断で録音した。", ["interception"]),
    ],
)
def test_acts_are_found_as_they_are_worded(text: str, expected: list[str]) -> None:
    assert set(expected) <= alleged(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company said that it never used members' messages.",
        "Training of staff starts in May.",
        "The firm trained its lawyers in copyright.",
        "He went to the studio to record songs.",
        "The suit does not say that the books were copied.",
        "Nobody says that the model gives out the photos.",
        "The judge said that the model of the contract was old.",
        "Its shares rose on the web.",
        "The data center would train AI models.",
        "Does the generator give out their photos?",
    ],
)
def test_what_is_denied_asked_or_about_something_else_is_no_allegation(text: str) -> None:
    assert alleged(text) == set()
