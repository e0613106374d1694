"""The words the demo hospital's pages begin with, by language; editors change the pages, not these."""

from home.texts import chinese, english

BY_LANGUAGE = {"zh-hans": chinese, "en": english}
