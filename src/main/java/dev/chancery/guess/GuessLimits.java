package dev.chancery.guess;

import java.time.Duration;

/// How many attempts fit into a window: by one address at one subject, by all addresses at one account, by one
/// address at all subjects, and by all addresses at the codes of one account; and how many sign-ins may begin from
/// one address. What devices show is guessed at by one browser as the codes of an account are, by one address as
/// an account is by all.
public record GuessLimits(
        int perSubjectAndAddress,
        int perAccount,
        int perAddress,
        int perCode,
        int perVisitor,
        Duration window,
        Duration addressStaysKnown) {

    public static GuessLimits standard() {
        return new GuessLimits(10, 50, 200, 5, 5_000, Duration.ofMinutes(15), Duration.ofDays(30));
    }
}
