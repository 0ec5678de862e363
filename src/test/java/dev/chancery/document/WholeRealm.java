package dev.chancery.document;

import dev.chancery.crypto.Passwords;
import dev.chancery.crypto.Permits;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The document of `whole-realm.yaml`, which has every member of every kind of thing.
public final class WholeRealm {
    public static final String PASSWORD = "a password of ada";

    private WholeRealm() {}

    /// @param secretHash as the server under test keeps one
    public static ObjectNode document(String secretHash) {
        var hash = new Passwords(Permits.asManyAsCores()).hash(PASSWORD).phc();
        var text = text().replace("@secret-hash@", secretHash).replace("@password-hash@", hash);
        return (ObjectNode) JsonText.MAPPER.readTree(JsonText.of(new YAMLMapper().readTree(text)));
    }

    static String text() {
        try (var file = WholeRealm.class.getResourceAsStream("whole-realm.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
