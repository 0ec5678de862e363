package dev.chancery.console;

import java.util.List;

/// One input of a form, and the member of the API's document that it stands for.
///
/// @param name what it is called in the form and among the words
/// @param member members of members are named with a dot
/// @param options what there is to choose from; for [Kind#HAS] the one entry that it stands for
public record Field(String name, String member, Kind kind, List<String> options) {

    /// How it is filled in.
    public enum Kind {
        /// One line; what may be too long for one, as one all the same; a whole number, or nothing; a moment as the
        /// seconds since 1970.
        TEXT,
        PARAGRAPH,
        NUMBER,
        SECONDS,
        /// A switch; one that says the opposite of its member; one that says whether a list has an entry.
        SWITCH,
        NOT,
        HAS,
        /// A list, one entry a line.
        LINES,
        CHOICE,
        /// Written down, never read back; only sent when it is filled in.
        SECRET,
        /// One line; absent when it is empty.
        MAYBE,
        /// Shown, and not changed; a switch for what this version cannot do.
        FIXED,
        UNAVAILABLE
    }

    static Field text(String member) {
        return of(member, Kind.TEXT);
    }

    static Field maybe(String member) {
        return of(member, Kind.MAYBE);
    }

    static Field paragraph(String member) {
        return of(member, Kind.PARAGRAPH);
    }

    static Field number(String member) {
        return of(member, Kind.NUMBER);
    }

    static Field seconds(String member) {
        return of(member, Kind.SECONDS);
    }

    static Field flag(String member) {
        return of(member, Kind.SWITCH);
    }

    static Field not(String name, String member) {
        return new Field(name, member, Kind.NOT, List.of());
    }

    static Field has(String name, String member, String entry) {
        return new Field(name, member, Kind.HAS, List.of(entry));
    }

    static Field lines(String member) {
        return of(member, Kind.LINES);
    }

    /// An empty option means that the member is absent.
    static Field choice(String member, String... options) {
        return new Field(member, member, Kind.CHOICE, List.of(options));
    }

    static Field secret(String member) {
        return of(member, Kind.SECRET);
    }

    static Field fixed(String member) {
        return of(member, Kind.FIXED);
    }

    static Field unavailable(String member) {
        return of(member, Kind.UNAVAILABLE);
    }

    private static Field of(String member, Kind kind) {
        return new Field(member, member, kind, List.of());
    }

    /// What its [Loaded] is called in the form.
    public String loaded() {
        return "loaded-" + name;
    }

    boolean isSwitch() {
        return kind == Kind.SWITCH || kind == Kind.NOT || kind == Kind.HAS;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER || kind == Kind.SECONDS;
    }

    boolean isSent() {
        return kind != Kind.FIXED && kind != Kind.UNAVAILABLE;
    }
}
