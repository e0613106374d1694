"""The Atom feeds, each in one language: what was published, and nothing else."""

from transparency.feeds.feed import Asked, PublishedFeed, front, paragraphs
from transparency.feeds.figures import FiguresFeed
from transparency.feeds.pages import (
    CommendationFeed,
    ImprovementFeed,
    PageFeed,
    ReportFeed,
    SummaryFeed,
)
from transparency.feeds.topics import TopicFeed

FEEDS: tuple[type[PublishedFeed], ...] = (
    SummaryFeed,
    ImprovementFeed,
    ReportFeed,
    CommendationFeed,
    TopicFeed,
    FiguresFeed,
)

__all__ = ["FEEDS", "Asked", "PageFeed", "PublishedFeed", "front", "paragraphs"]
