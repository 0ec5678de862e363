package dev.chancery.db;

import java.util.Locale;

/// Texts as lists are searched by them, so that each is found however it is capitalized.
///
/// Lower case alone leaves three letters apart: the sigma that ends a Greek word, and the dotless ı and the dotted İ of
/// Turkish, whose capital and small letter differ in more than case.
public final class AnyCase {

    private AnyCase() {}

    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ς', 'σ').replace('ı', 'i').replace("i\u0307", "i");
    }
}
