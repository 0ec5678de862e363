package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// The profiles of one person, in a file that only they can read.
record Profiles(Path file) {
    static final String STANDARD = "default";

    /// As the XDG Base Directory Specification says where.
    static Profiles of(Map<String, String> environment) {
        var chosen = environment.getOrDefault("XDG_CONFIG_HOME", "");
        var home = environment.getOrDefault("HOME", "");
        var folder = chosen.startsWith("/") ? Path.of(chosen) : Path.of(home, ".config");
        return new Profiles(folder.resolve("chancery/profiles.json"));
    }

    Optional<Profile> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /// The file is replaced as a whole; it is 0600 from its first byte.
    void put(String name, Profile profile) {
        var all = all();
        all.put(name, profile);
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null) throw new IOException("no folder");
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var draft = Files.createTempFile(folder, "profiles", null);
            Files.writeString(
                    draft, JsonText.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw CommandRefusal.usage("The profiles %s cannot be written (%s)."
                    .formatted(file, unwritable.getClass().getSimpleName()));
        }
    }

    private Map<String, Profile> all() {
        if (!Files.exists(file)) return new TreeMap<>();
        try {
            var all =
                    JsonText.MAPPER.readValue(Files.readString(file), new TypeReference<TreeMap<String, Profile>>() {});
            if (all.containsValue(null)) throw new IOException("a profile is null");
            return all;
        } catch (IOException | JacksonException unreadable) {
            throw CommandRefusal.usage(
                    "The profiles %s cannot be read: delete the file and sign in again.".formatted(file));
        }
    }
}
