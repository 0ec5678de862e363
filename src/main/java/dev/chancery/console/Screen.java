package dev.chancery.console;

import dev.chancery.http.StaticFiles;
import dev.chancery.text.Texts;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What a template is given: the page, who looks at it, the words, and the way to other pages.
///
/// @param section where in the menu it stands, and in the address of the realm
/// @param realm the name of the realm that the page is about; empty where it is about none
/// @param realms those that they may see, a few, as the API lists them
/// @param mark what each form carries to be known as one of ours
/// @param done the key of what a form has done just before; mostly empty
/// @param here its address
/// @param answer to a form, which has no address of its own to come back to
/// @param shownAs what was asked of the API for it, and the one thing that it is about
/// @param risks of the client that the page is about; none elsewhere
public record Screen<P>(
        P page,
        String section,
        String realm,
        Thing realms,
        Seat seat,
        String mark,
        String done,
        String here,
        boolean answer,
        ShownAs shownAs,
        List<Thing> risks,
        Texts texts,
        StaticFiles files) {

    public String say(String key, String... fillings) {
        return texts.say(key, fillings);
    }

    public boolean says(String key) {
        return texts.words().containsKey(key);
    }

    /// What the API says by the way of why something cannot be.
    public Complaint reason(String sentence) {
        return Wording.of("", sentence, texts);
    }

    /// An address in this realm.
    public String link(String path) {
        return in(realm, path);
    }

    public String in(String other, String path) {
        return files.base() + "/console/realms/" + Call.segment(other) + path;
    }

    /// The page of a client, in this realm.
    public String client(Thing client) {
        return link(ClientPages.address(client));
    }

    public String outside(String path) {
        return files.base() + path;
    }

    /// For a part of an address.
    public String part(String text) {
        return Call.segment(text);
    }

    /// A moment of the API, as people read it.
    public String moment(String instant) {
        if (instant.isEmpty()) return "";
        var pattern = DateTimeFormatter.ofPattern(say("moment"), Locale.ROOT);
        return Instant.parse(instant).atOffset(ZoneOffset.UTC).format(pattern);
    }

    /// Of seconds since 1970, as the API has a moment; empty for none, and for what is no such number.
    public String instant(String seconds) {
        try {
            var since = Long.parseLong(seconds);
            return since == 0 ? "" : Instant.ofEpochSecond(since).toString();
        } catch (NumberFormatException | DateTimeException none) {
            return "";
        }
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.forLanguageTag(texts.language()))
                .format(number);
    }

    /// What else the console speaks.
    public List<Texts> otherLanguages() {
        return Language.ALL.tags().stream()
                .filter(tag -> !tag.equals(texts.language()))
                .map(tag -> Language.ALL.of(List.of(tag), List.of()))
                .toList();
    }

    public String person() {
        return seat.name();
    }

    /// The name of the realm that they are a person of.
    public String home() {
        return seat.realm();
    }

    /// What can be chosen, or switched, in the words for it.
    public String chosen(Filled one, String value) {
        if (one.isSwitch()) return say(value.isEmpty() ? "state.false" : "state.true");
        if (!one.is("CHOICE")) return value;
        var words = one.label() + ".is." + value;
        if (says(words)) return say(words);
        return value.isEmpty() ? say("choice.absent") : value;
    }

    /// What is wrong, as it stands, with what a field is about, where only typing mends it.
    public List<Thing> risksOf(Filled one) {
        return one.isSwitch() || !one.label().startsWith("client.")
                ? List.of()
                : risks.stream()
                        .filter(risk -> risk.text("member").equals(one.field().member()))
                        .toList();
    }

    public boolean isIn(String section) {
        return this.section.equals(section);
    }
}
