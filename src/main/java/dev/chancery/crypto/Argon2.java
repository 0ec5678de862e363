package dev.chancery.crypto;

import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// One Argon2 computation (RFC 9106): its parameters, salt and result, as a PHC string. Memory in KiB.
@SuppressWarnings("ArrayRecordComponent") // never compared and never leaves the room
record Argon2(String type, int version, int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {
    static final int MEMORY = 19_456;
    static final int ITERATIONS = 2;

    private static final int LARGEST_MEMORY = 65_536;
    private static final int MOST_LANES = 8;
    private static final long MOST_WORK = 4L * LARGEST_MEMORY;

    private static final Pattern PHC = Pattern.compile("\\$(argon2id|argon2i|argon2d)\\$(?:v=(16|19)\\$)?"
            + "m=([1-9]\\d{0,5}),t=([1-9]\\d{0,3}),p=([1-9]\\d?)"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    static Argon2 fresh() {
        return new Argon2(
                "argon2id",
                Argon2Parameters.ARGON2_VERSION_13,
                MEMORY,
                ITERATIONS,
                1,
                RandomToken.bytes(16),
                new byte[32]);
    }

    static Argon2 parse(String phc) {
        var match = PHC.matcher(phc);
        if (!match.matches()) throw new IllegalArgumentException("not an Argon2 hash in PHC form");
        var argon2 = new Argon2(
                match.group(1),
                match.group(2) == null ? Argon2Parameters.ARGON2_VERSION_10 : Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                Integer.parseInt(match.group(4)),
                Integer.parseInt(match.group(5)),
                Base64.getDecoder().decode(match.group(6)),
                Base64.getDecoder().decode(match.group(7)));
        argon2.requireBounded();
        return argon2;
    }

    private void requireBounded() {
        if (memory > LARGEST_MEMORY || parallelism > MOST_LANES || (long) memory * iterations > MOST_WORK)
            throw new IllegalArgumentException("an Argon2 hash that costs more than this server is willing to spend");
        if (memory < 8 * parallelism)
            throw new IllegalArgumentException("RFC 9106 §3.1: memory is at least 8 KiB a lane");
    }

    byte[] compute(byte[] password, BlockPool memoryBlocks) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(typeNumber())
                .withVersion(version)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .withBlockPool(memoryBlocks)
                .build());
        var result = new byte[hash.length];
        generator.generateBytes(password, result);
        return result;
    }

    private int typeNumber() {
        return switch (type) {
            case "argon2id" -> Argon2Parameters.ARGON2_id;
            case "argon2i" -> Argon2Parameters.ARGON2_i;
            default -> Argon2Parameters.ARGON2_d;
        };
    }

    Argon2 withHash(byte[] computed) {
        return new Argon2(type, version, memory, iterations, parallelism, salt, computed);
    }

    boolean isWeakerThanFresh() {
        return !type.equals("argon2id")
                || version != Argon2Parameters.ARGON2_VERSION_13
                || memory < MEMORY
                || iterations < ITERATIONS
                || salt.length < 16
                || hash.length < 32;
    }

    String phc() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        type,
                        version,
                        memory,
                        iterations,
                        parallelism,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }
}
