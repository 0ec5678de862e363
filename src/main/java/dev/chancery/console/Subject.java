package dev.chancery.console;

/// The person, group or role that a page is about, as the API has it.
///
/// @param version its entity tag
public record Subject(Kind kind, Thing document, String version) {

    /// The one that the address names.
    static Subject of(Visit visit, Kind kind) {
        var read = visit.read(kind.api + Call.segment(visit.at(kind.id)));
        return new Subject(kind, read.content(), read.version());
    }

    /// As it was when the form was loaded, so that whoever sends it again changes nothing that they have not seen.
    Subject asLoaded(Visit visit) {
        return new Subject(kind, document, visit.version());
    }

    public String id() {
        return document.text("id");
    }

    Thing attributes() {
        return document.thing("attributes");
    }

    public String title() {
        return document.text(kind.title);
    }

    /// The address of one of its tabs in the realm.
    public String path(String tab) {
        var page = "/" + kind.section + "/" + Call.segment(id());
        return tab.equals("details") ? page : page + "/" + tab;
    }

    String api() {
        return kind.api + Call.segment(id());
    }
}
