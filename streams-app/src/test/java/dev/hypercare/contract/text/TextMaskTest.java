package dev.hypercare.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMaskTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    upstream timed out after 3000 ms | upstream timed out after <*>
                    upstream timed out after 3s, retry 2 of 5 | upstream timed out after <*>, retry <*> of <*>
                    order 7f9c24e8-3b12-4f5e-9c0a-1b2c3d4e5f60 not found | order <*> not found
                    no route to 10.0.12.7:8443 (fe80::1ff:fe23:4567:890a) | no route to <*>
                    cannot open /var/lib/app/data.db: disk full | cannot open <*>: disk full
                    cannot open C:\\data\\app\\x.log: denied | cannot open <*>: denied
                    GET https://api.example.com/v1/orders?id=7 failed | GET <*> failed
                    host db-1.prod.example.com refused | host <*> refused
                    at Sat Jun 18 02:08:10 2005 it stopped | at <*> it stopped
                    2026-11-22T10:00:00.123Z ERROR boom | <*> ERROR boom
                    18846 bytes (18.4 KB) received | <*> received
                    took <1 sec | took <*>
                    -5 below 0 | <*> below <*>
                    unknown column 'user_id' in 'where clause' | unknown column '<*>' in 'where clause'
                    user="Ann Lee" status=503 | user="<*>" status=<*>
                    {"error": "invalid_grant", "code":"E17"} | {"error": "invalid_grant", "code":"<*>"}
                    can't connect, it's down | can't connect, it's down
                    java.net.SocketTimeoutException: connect timed out | java.net.SocketTimeoutException: connect timed out
                    java.lang.Foo$Bar@1f3a2b | <*>
                    at com.acme.Pay.charge(Pay.java:123) | at com.acme.Pay.charge(<*>)
                    backend.internal.acme:9000 is down, node:9000 too | <*> is down, node:<*> too
                    state is now 'Active' | state is now 'Active'
                    OAuth2 token expired | OAuth2 token expired
                    illegal instruction......0 | illegal instruction......<*>
                    ids 1, 2, 3 and 4 | ids <*> and <*>
                    sent to a@b.example and <email> | sent to <*> and <*>
                    and/or either | and/or either
                    connection from 1.2.3.4 () at noon | connection from <*> at noon
                    retrying()   again | retrying() again
                    Unerwarteter Fehler: Größe überschritten | Unerwarteter Fehler: Größe überschritten
                    エラー 42 件 | エラー <*> 件
                    """)
    void whatVariesIsMaskedAndWhatIsSaidStays(String text, String masked) {
        assertThat(TextMask.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"a  b,a b", "' a\t\nb ',a b", "'',''", "'  ',''"})
    void spaceIsNormalised(String text, String masked) {
        assertThat(TextMask.mask(text)).isEqualTo(masked);
    }

    @Property(tries = 3000)
    void maskingAgainChangesNothingWhateverTheTextIs(@ForAll String text) {
        String masked = TextMask.mask(text);
        assertThat(TextMask.mask(masked)).isEqualTo(masked);
        assertThat(masked.length()).isLessThanOrEqualTo(3 * text.length());
    }

    @Property(tries = 20_000)
    void maskingAgainChangesNothingForWhatLooksLikeAMessage(@ForAll("messages") String text) {
        String masked = TextMask.mask(text);
        assertThat(TextMask.mask(masked)).as(text).isEqualTo(masked);
        assertThat(masked.length()).isLessThanOrEqualTo(3 * text.length());
    }

    @Property
    void aLetterThatIsNoSignStaysWhereNoDigitIs(@ForAll("words") String text) {
        assertThat(TextMask.mask(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('g', 'z')
                .ofMinLength(1)
                .ofMaxLength(9)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(words -> String.join(" ", words));
    }

    /** Pieces that the rules look at, in any order. */
    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(
                        "a",
                        "fail",
                        "Jun",
                        "Sat",
                        "May",
                        "PM",
                        "UTC",
                        "5",
                        "42",
                        "0x1f",
                        "ff",
                        "dead",
                        "bytes",
                        "ms",
                        "s",
                        "h",
                        "%",
                        "<*>",
                        "<ip>",
                        "<",
                        ">",
                        "*",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{",
                        "}",
                        "'",
                        "\"",
                        "`",
                        "=",
                        ":",
                        ";",
                        ",",
                        ".",
                        "..",
                        "-",
                        "--",
                        "->",
                        "+",
                        "~",
                        "#",
                        "@",
                        "$",
                        "_",
                        "/",
                        "\\",
                        "//",
                        "://",
                        "http",
                        "www.example.com",
                        "C:\\x",
                        "abc1",
                        "a1b2",
                        "x.y",
                        " ",
                        "  ",
                        "\n",
                        "|",
                        "&",
                        "!",
                        "?",
                        "é",
                        "\uD83D\uDE00",
                        "٣")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }
}
