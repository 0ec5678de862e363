package dev.chancery.guess;

import java.time.Duration;

/// How many attempts fit into a window: by one address at one subject, by all addresses at one account, and by one
/// address at all subjects.
public record GuessLimits(
        int perSubjectAndAddress, int perAccount, int perAddress, Duration window, Duration addressStaysKnown) {

    public static GuessLimits standard() {
        return new GuessLimits(10, 50, 200, Duration.ofMinutes(15), Duration.ofDays(30));
    }
}
