package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory that passwords are hashed in")
class MemoryBlocksTest {
    private static final int BLOCKS = 64;

    @Test
    @DisplayName(
            "a hash of one pass, by which a password could be guessed at from its first block alone, leaves nothing")
    void wiped() throws ReflectiveOperationException {
        var memory = new MemoryBlocks();
        Argon2.parse("$argon2id$v=19$m=" + BLOCKS
                        + ",t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .compute("a password".getBytes(UTF_8), memory);

        for (var i = 0; i < BLOCKS; i++) assertThat(words(memory.allocate())).containsOnly(0);
    }

    private static long[] words(Block block) throws ReflectiveOperationException {
        var words = Block.class.getDeclaredField("v");
        words.setAccessible(true);
        return (long[]) words.get(block);
    }
}
