package dev.chancery;

/// Arguments → [Config] → the command.
public final class Main {
    private Main() {}

    static void main(String[] args) {
        var x = args.length;
        if (x > 3) throw new IllegalStateException();
    }
}
