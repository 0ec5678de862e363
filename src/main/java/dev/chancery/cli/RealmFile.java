package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The document of a realm in a file: YAML, of which JSON is a part. Credentials stand there as references.
record RealmFile(Path path) {

    /// What the server takes.
    static final int LARGEST = 1024 * 1024;

    /// Texts are always quoted, so that `no` stays one.
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// With the credentials in place of the references to them.
    ObjectNode read(Map<String, String> environment) {
        var document = parsed(text(path, LARGEST));
        for (var client : document.path("clients"))
            for (var secret : client.path("secrets")) resolve(secret, environment);
        for (var user : document.path("users")) resolve(user.path("password"), environment);
        return document;
    }

    /// Whatever is in it is for its owner's eyes only.
    void write(JsonNode document, boolean yaml) {
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder == null) throw new IOException("no folder");
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(folder, "realm", null, owner);
            try {
                Files.writeString(draft, shown(document, yaml));
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            throw CommandRefusal.refused("The file %s cannot be written (%s)."
                    .formatted(path, unwritable.getClass().getSimpleName()));
        }
    }

    static String shown(JsonNode document, boolean yaml) {
        return yaml
                ? YAML.writeValueAsString(document)
                : JsonText.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private ObjectNode parsed(String text) {
        try {
            requireNoAlias(text);
            if (YAML.readTree(text) instanceof ObjectNode document) return document;
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            throw CommandRefusal.refused("The file %s is neither YAML nor JSON: see line %d."
                    .formatted(path, place == null ? 1 : place.getLineNr()));
        }
        throw CommandRefusal.refused("The file %s holds no document of a realm.".formatted(path));
    }

    /// What a few lines could make endless, and what would be read as a text otherwise.
    private void requireNoAlias(String text) {
        try (var parser = (YAMLParser) YAML.createParser(text)) {
            while (parser.nextToken() != null)
                if (parser.isCurrentAlias())
                    throw CommandRefusal.refused("The file %s has an alias (*) in line %d: write it out."
                            .formatted(path, parser.currentTokenLocation().getLineNr()));
        }
    }

    private void resolve(JsonNode credential, Map<String, String> environment) {
        if (!(credential instanceof ObjectNode members) || !members.has("value")) return;
        var value = members.get("value");
        var names = value.propertyNames();
        if (value.isObject() && names.size() == 1 && value.path("env").isString()) {
            var name = value.path("env").stringValue();
            var found = environment.get(name);
            if (found == null || found.isEmpty())
                throw CommandRefusal.refused("The environment has no %s, to which %s refers.".formatted(name, path));
            members.put("value", found);
        } else if (value.isObject() && names.size() == 1 && value.path("file").isString()) {
            var folder = path.toAbsolutePath().getParent();
            var there = Path.of(value.path("file").stringValue());
            var line = text(folder == null ? there : folder.resolve(there), 8192)
                    .lines()
                    .findFirst();
            members.put("value", line.orElse(""));
        } else
            throw CommandRefusal.refused(
                    "A credential in %s is in the clear: refer to it, by {env: NAME} or {file: PATH}.".formatted(path));
    }

    static String text(Path file, int largest) {
        try (var stream = Files.newInputStream(file)) {
            return text(stream, "The file " + file, largest);
        } catch (IOException unreadable) {
            throw CommandRefusal.refused("The file %s cannot be read.".formatted(file));
        }
    }

    /// All of it, in UTF-8, or nothing.
    static String text(InputStream stream, String named, int largest) throws IOException {
        // a device has no size
        var bytes = stream.readNBytes(largest + 1);
        if (bytes.length > largest)
            throw CommandRefusal.refused("%s has more than %d bytes.".formatted(named, largest));
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
