package dev.chancery.db;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of one server: made 0700, held by a lock while the server runs, its files 0600.
final class DataFolder implements AutoCloseable {

    private static final String HELD = "held by process ";
    private static final String STOPPED = "in use since its first start";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final FileChannel lock;
    private final String before;

    private DataFolder(Path folder, FileChannel lock, String before) {
        this.folder = folder;
        this.lock = lock;
        this.before = before;
    }

    static DataFolder hold(Path folder) {
        make(folder);
        var file = folder.resolve("chancery.lock");
        try {
            createPrivate(file);
            var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var text = read(channel);
            if (!locked(channel)) {
                channel.close();
                throw new StartRefusal(
                        ("Another Chancery server uses the data folder %s (%s): stop it, or give this one its own"
                                        + " folder with CHANCERY_DATA_DIR.")
                                .formatted(
                                        folder,
                                        text.startsWith(HELD) ? "process " + text.substring(HELD.length()) : "locked"));
            }
            return new DataFolder(folder, channel, text);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// Called when the database stands: from now on a missing file is a loss, not a first start.
    void inUse() {
        write(HELD + ProcessHandle.current().pid());
    }

    boolean stoppedCleanly() {
        return before.equals(STOPPED);
    }

    /// A folder that had a database and has none is never taken for a new one.
    void refuseLoss(Path database) {
        try {
            if (!before.isEmpty() && (!Files.exists(database) || Files.size(database) == 0))
                throw new StartRefusal(
                        ("%s is missing or empty, though a server has run here: put a backup in its place with"
                                        + " `chancery restore`, or delete chancery.lock beside it to begin anew.")
                                .formatted(database));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder))
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.getPosixFilePermissions(folder).contains(OTHERS_WRITE))
                throw new StartRefusal(
                        "Everyone may write to the data folder %s: run `chmod o-w` on it, or choose another with CHANCERY_DATA_DIR."
                                .formatted(folder));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// Makes the file empty when it isn't there; in any case only its owner may read it afterwards.
    static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY))
                Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    static StartRefusal unusable(Path path, @Nullable Exception why) {
        return new StartRefusal(
                "Cannot use %s (%s): it must be a folder that this user may read and write; choose another with CHANCERY_DATA_DIR."
                        .formatted(path, why == null ? "" : why.getClass().getSimpleName()));
    }

    private static String read(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(100);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    }

    private void write(String text) {
        try {
            lock.truncate(0);
            lock.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            lock.force(true);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// Called when the database was closed without a fault. Whoever stops otherwise leaves no such mark, and the next
    /// start reads the whole file before it trusts it.
    void stopped() {
        write(STOPPED);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
