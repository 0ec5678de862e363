package dev.chancery.golden;

import dev.chancery.issue.PreviewToken;
import dev.chancery.json.JsonText;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A token that could be asked for: what it would say, for how many seconds, and why none would be issued after all.
public record ForetoldToken(ObjectNode claims, long expiresIn, List<String> refusals) {

    /// By way of its text, so that a number is the same number wherever it came from.
    static ForetoldToken of(PreviewToken.Preview preview) {
        var claims = (ObjectNode) JsonText.MAPPER.readTree(JsonText.of(preview.claims()));
        return new ForetoldToken(claims, preview.expiresIn(), preview.refusals());
    }
}
