package dev.chancery.console;

/// The API did not answer what a page needs: the page says why instead. Not a fault: no stack trace.
final class Refusal extends RuntimeException {
    @SuppressWarnings("serial") // thrown and caught in one process
    final Answer answer;

    Refusal(Answer answer) {
        super(answer.content().text("detail"), null, false, false);
        this.answer = answer;
    }
}
