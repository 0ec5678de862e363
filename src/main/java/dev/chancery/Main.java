package dev.chancery;

import dev.chancery.db.StartRefusal;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Arguments → [Config] → the command.
public final class Main {
    private Main() {}

    static void main(String[] args) throws InterruptedException {
        try {
            var server = Server.start(Config.of(System.getenv(), Map.of()), InstantSource.system());
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                stopped.countDown();
            }));
            System.out.println("Chancery is listening on " + server.publicUrl());
            server.administrator()
                    .ifPresent(admin -> System.out.println("Administrator: " + admin.username()
                            + (admin.drawnPassword() == null ? "" : " password: " + admin.drawnPassword())));
            stopped.await();
        } catch (StartRefusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(2);
        }
    }
}
