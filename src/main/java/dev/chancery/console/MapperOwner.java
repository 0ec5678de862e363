package dev.chancery.console;

import dev.chancery.console.Whole.Column;
import java.util.List;
import java.util.Locale;

/// The client scope, or the client, whose mappers a page is about, as the API has it.
///
/// @param version its entity tag
public record MapperOwner(Whose whose, Thing document, String version) {

    /// Which of the two it is.
    public enum Whose {
        SCOPE,
        CLIENT;

        private String api(Visit visit) {
            return this == SCOPE ? ScopePages.path(visit) : ClientPages.path(visit);
        }
    }

    /// Its mappers as the address asks for them.
    Listed listed(Visit visit) {
        var type = new Column("type", mapper -> visit.say("mapper.type." + mapper.text("type")));
        return Whole.of(visit, mappers(), Column.of("name"), type, Column.of("claim"));
    }

    /// The one that the address names.
    static MapperOwner of(Visit visit, Whose whose) {
        var read = visit.read(whose.api(visit));
        return new MapperOwner(whose, read.content(), read.version());
    }

    /// As it was when the form was loaded, so that whoever sends it again changes nothing that they have not seen.
    MapperOwner asLoaded(Visit visit) {
        return new MapperOwner(whose, document, visit.version());
    }

    public String name() {
        return document.text(whose == Whose.SCOPE ? "name" : "clientId");
    }

    /// What words about it begin with.
    String words() {
        return whose.name().toLowerCase(Locale.ROOT);
    }

    /// The key of those words that are others for a scope than for a client.
    public String words(String key) {
        return key + "." + words();
    }

    /// What it may have.
    public List<MapperForm> types() {
        return whose == Whose.SCOPE ? MapperForm.OF_SCOPES : MapperForm.OF_CLIENTS;
    }

    public List<Thing> mappers() {
        return document.things("mappers");
    }

    /// Where they are listed, in the realm.
    public String list() {
        return whose == Whose.SCOPE ? address() : address() + "/mappers";
    }

    /// Where one is; where a new one is made without an `id`.
    public String mapper(String id) {
        return address() + "/mappers/" + (id.isEmpty() ? "create" : Call.segment(id));
    }

    String api(Visit visit) {
        return whose.api(visit);
    }

    private String address() {
        return whose == Whose.SCOPE ? "/scopes/" + Call.segment(document.text("id")) : ClientPages.address(document);
    }
}
