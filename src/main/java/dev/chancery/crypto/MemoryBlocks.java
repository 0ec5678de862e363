package dev.chancery.crypto;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/// The 19 MiB that one thread hashes in, kept for its next hash and wiped in between.
final class MemoryBlocks implements BlockPool {
    private static final int KEPT = Argon2.MEMORY + 16;

    private final Deque<Block> free = new ArrayDeque<>();

    @Override
    public Block allocate() {
        var block = free.poll();
        return block == null ? new Block() : block;
    }

    @Override
    public void deallocate(Block block) {
        if (free.size() < KEPT) free.push(block.clear());
        else block.clear();
    }
}
