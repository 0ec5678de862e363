package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;

/// Hashes and checks passwords: Argon2id, m=19 MiB, t=2, p=1 (RFC 9106), behind permits; [Overloaded] where too many
/// wait.
///
/// Hashing has threads of its own, which give way: who waits for a token goes first. They keep the memory they work in
/// for the next hash, and end when none came for ten seconds.
///
/// A password is its UTF-8 bytes as typed: never normalised, trimmed or cut.
public final class Passwords {
    public static final int LONGEST = 1024;

    /// The bytes that one hash takes of the heap meanwhile.
    public static final long HASHED_IN = 1024L * Argon2.MEMORY;

    private final Permits permits;
    private final ExecutorService hashing;
    private final LongAdder computed = new LongAdder();
    private final ThreadLocal<MemoryBlocks> memory = ThreadLocal.withInitial(MemoryBlocks::new);

    public Passwords(Permits permits) {
        this.permits = permits;
        this.hashing = unhurried(permits.permits());
    }

    private static ExecutorService unhurried(int threads) {
        var named = Thread.ofPlatform().daemon().name("hash-", 1).factory();
        var pool = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                SECONDS,
                new LinkedBlockingQueue<>(),
                work -> named.newThread(() -> {
                    GivingWay.ask();
                    work.run();
                }));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public PasswordHash hash(String password) {
        var bytes = bytes(password)
                .orElseThrow(() -> new IllegalArgumentException("a password has at most 1,024 Unicode characters"));
        var fresh = Argon2.fresh();
        return new PasswordHash(fresh.withHash(compute(fresh, bytes)).phc());
    }

    public boolean verify(PasswordHash kept, String password) {
        var bytes = bytes(password);
        if (bytes.isEmpty()) return false;

        var argon2 = Argon2.parse(kept.phc());
        return MessageDigest.isEqual(argon2.hash(), compute(argon2, bytes.get()));
    }

    /// Spends what [#verify] would, for an account that isn't there, so that the time taken doesn't tell.
    public void dummy(String password) {
        bytes(password).ifPresent(bytes -> compute(Argon2.fresh(), bytes));
    }

    /// How many hashes this server has computed: for metrics, and for tests that count work instead of time.
    public long computed() {
        return computed.sum();
    }

    public int waiting() {
        return permits.waiting();
    }

    private byte[] compute(Argon2 argon2, byte[] password) {
        try {
            return permits.within(() -> CompletableFuture.supplyAsync(
                            () -> {
                                computed.increment();
                                return argon2.compute(password, memory.get());
                            },
                            hashing)
                    .join());
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /// A lone surrogate has no UTF-8: refused, rather than hashed as a question mark.
    private static Optional<byte[]> bytes(String password) {
        if (password.length() > LONGEST || !UTF_8.newEncoder().canEncode(password)) return Optional.empty();
        return Optional.of(password.getBytes(UTF_8));
    }
}
