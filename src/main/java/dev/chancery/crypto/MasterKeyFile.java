package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The master key in a file of its own, mode 0600. The file appears whole or not at all, and is never overwritten.
final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LARGEST = 256;

    private MasterKeyFile() {}

    static MasterKey loadOrCreate(Path file) {
        try {
            if (!Files.exists(file, NOFOLLOW_LINKS)) create(file);
            return load(file);
        } catch (IOException | UnsupportedOperationException failed) {
            throw new MasterKeyRefusal("The master key file " + file + " cannot be read or made ("
                    + failed.getClass().getSimpleName() + ").");
        }
    }

    private static MasterKey load(Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
        if (!attributes.isRegularFile())
            throw new MasterKeyRefusal("The master key file " + file + " is not a regular file.");

        var others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(attributes.permissions());
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty())
            throw new MasterKeyRefusal("The master key file " + file + " is open to others than its owner ("
                    + PosixFilePermissions.toString(attributes.permissions()) + "): `chmod 600` it.");

        if (attributes.size() > LARGEST)
            throw new MasterKeyRefusal("The master key file " + file + " is too long to be one.");

        return MasterKey.of(Files.readString(file, US_ASCII));
    }

    /// A hard link fails where the name is taken, so of two servers starting at once one makes the key and both use it.
    private static void create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("no folder");
        var draft = folder.resolve("." + file.getFileName() + "." + RandomToken.hex(16));
        try {
            write(draft, MasterKey.random().reveal() + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherServerWasFirst) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
        force(folder);
    }

    static void replace(Path file, Path next, Path retired) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null) throw new IOException("no folder");
            if (!Files.exists(retired, NOFOLLOW_LINKS)) Files.createLink(retired, file);
            force(folder);
            Files.move(next, file, ATOMIC_MOVE);
            force(folder);
        } catch (IOException failed) {
            throw new MasterKeyRefusal("The master key file " + next + " cannot take the place of " + file + " ("
                    + failed.getClass().getSimpleName() + "): run the command again.");
        }
    }

    private static void force(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, READ)) {
            directory.force(true);
        }
    }

    private static void write(Path file, String text) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), mode)) {
            var bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }
}
