package dev.chancery.console;

import dev.chancery.http.StaticFiles;
import dev.chancery.text.Texts;

/// What the template of a page without a menu is given: why there is nothing else to see, and where to go on.
///
/// @param key of the words: a title, a text after `.text`, and the way on after `.on`
/// @param detail in addition to them
/// @param beside whether the way on leads beside this page, which is still needed
public record Notice(String key, Complaint detail, String onward, boolean beside, Texts texts, StaticFiles files) {}
