package dev.chancery.text;

import java.util.Map;

/// The words of one language.
public record Texts(String language, Map<String, String> words) {

    /// The text with `{0}`, `{1}` … filled in; a key without a text is said as it is.
    public String say(String key, String... fillings) {
        var text = words.get(key);
        if (text == null) return key;
        var said = new StringBuilder(text.length() + 64);
        var from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
            said.append(text, from, at).append(fillings[text.charAt(at + 1) - '0']);
            from = at + 3;
        }
        return said.append(text, from, text.length()).toString();
    }
}
