package dev.chancery.login;

import dev.chancery.http.StaticFiles;
import dev.chancery.realm.Realm;
import dev.chancery.text.Texts;

/// What a template is given: the page, the realm's looks and the words.
public record Sheet<P extends Page>(P page, Realm realm, Texts texts, StaticFiles files) {

    /// The realm as people read it.
    public String realmName() {
        var name = realm.settings().displayName();
        return name.isBlank() ? realm.name() : name;
    }

    public boolean hasColour() {
        return !realm.settings().brand().colour().isEmpty();
    }

    public boolean hasLogo() {
        return !realm.settings().brand().logo().isEmpty();
    }

    public String brandCss() {
        return brand(BrandFiles.CSS);
    }

    public String logo() {
        return brand(BrandFiles.LOGO);
    }

    private String brand(String file) {
        return "%s/realms/%s/%s?v=%d".formatted(files.base(), realm.name(), file, realm.version());
    }

    /// What a scope lets a client have: in our words when it is a standard one, else as its administrator put it.
    public String scope(String text) {
        var key = "scope." + text;
        return texts.words().containsKey(key) ? texts.say(key) : text;
    }

    public String say(String key, String... fillings) {
        return texts.say(key, fillings);
    }
}
