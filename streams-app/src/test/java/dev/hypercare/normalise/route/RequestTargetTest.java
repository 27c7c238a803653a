package dev.hypercare.normalise.route;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "/a/b?x=/y, null, /a/b",
                "/a#b, null, /a",
                "http://127.0.0.1:9080/get, 127.0.0.1, /get",
                "https://User:pw@Api.Example:443/v1?q=1, api.example, /v1",
                "https://api.example?q=/v1, api.example, /",
                "https://[2001:db8::1]:8443/x, [2001:db8::1], /x",
                "*, null, null",
                "api.example:443, null, null",
                "not a path, null, null",
                "null, null, null",
            })
    void takesTargetsApart(String uri, String host, String path) {
        assertThat(RequestTarget.of(uri)).isEqualTo(new RequestTarget(host, path));
    }

    @Property
    void isTotal(@ForAll String uri) {
        RequestTarget target = RequestTarget.of(uri);
        assertThat(target.path() == null || target.path().startsWith("/")).isTrue();
    }
}
