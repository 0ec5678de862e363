package dev.chancery.factor;

import io.nayuki.qrcodegen.QrCode.Ecc;

/// A text as a QR code (ISO/IEC 18004): an SVG without scripts and styles, black on white also where the page is dark.
public final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /// Nothing of the text itself is in it.
    public static String svg(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++)
            for (var x = 0; x < code.size; x++)
                if (code.getModule(x, y)) path.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img" aria-label="QR code" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%2$s"/></svg>""".formatted(code.size + 2 * QUIET, path);
    }
}
