package dev.hypercare.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTokensTest {
    private static final Visitor GRAFANA = new Visitor("grafana", AccessRole.VIEWER, Set.of("shop", "a b,c*"));
    private static final Visitor ANN = new Visitor("ann", AccessRole.EDITOR, null);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTokenIsKnownByItsHashAloneAndNobodyElseReadsTheFile() throws Exception {
        Path file = folder.resolve("some/tokens");
        String grafana = TokenFile.add(file, GRAFANA);
        String ann = TokenFile.add(file, ANN);
        assertThat(grafana).startsWith("hct_").hasSize(4 + 43).isNotEqualTo(ann);
        assertThat(Files.readString(file)).doesNotContain(grafana, ann, "hct_").contains("grafana viewer ");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
        KnownTokens known = new KnownTokens(file, nanos::get);
        assertThat(known.find(grafana)).contains(GRAFANA);
        assertThat(known.find(ann)).contains(ANN);
        assertThat(known.find(AccessToken.random())).isEmpty();
        assertThat(known.find(AccessToken.hash(ann))).isEmpty();
        assertThat(known.find("")).isEmpty();
    }

    @Test
    void whatIsAddedOrRevokedCountsASecondLater() throws Exception {
        Path file = folder.resolve("tokens");
        String grafana = TokenFile.add(file, GRAFANA);
        KnownTokens known = new KnownTokens(file, nanos::get);
        String ann = TokenFile.add(file, ANN);
        assertThat(known.find(ann)).isEmpty();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(known.find(ann)).contains(ANN);
        TokenFile.remove(file, "grafana");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(known.find(grafana)).isEmpty();
        assertThat(known.find(ann)).contains(ANN);
        Files.writeString(file, "half a li");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(known.find(ann)).as("a file that is being written").contains(ANN);
        Files.delete(file);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(known.find(ann)).as("no file, no tokens").isEmpty();
    }

    @Test
    void everyLineThatCannotBeUsedIsNamedWithoutItsText() {
        String hash = "sha256:" + "0".repeat(64);
        assertThatThrownBy(() -> TokenFile.parse(
                        "tokens",
                        "# a remark\n\nann editor * " + hash + "\nann viewer shop " + hash + "\nbob admin * " + hash
                                + "\nhct_secret\neve viewer * md5:1\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("tokens:4: the name ann again")
                .hasMessageContaining("tokens:5: not a token")
                .hasMessageContaining("tokens:6: not a token")
                .hasMessageContaining("tokens:7: not a token")
                .hasMessageNotContaining("hct_secret");
        assertThatThrownBy(() -> TokenFile.read(folder.resolve("none")))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.advice()).contains("hypercare token create"));
    }

    @Property(tries = 200)
    void aLineSaysWhatItWasMadeOf(@ForAll @Size(min = 1, max = 4) Set<@NotBlank String> tenants) {
        for (Set<String> some : java.util.Arrays.<Set<String>>asList(tenants, null)) {
            AccessToken token = new AccessToken(new Visitor("a", AccessRole.VIEWER, some), AccessToken.hash("x"));
            if (some != null
                    && some.stream().anyMatch(one -> one.chars().anyMatch(c -> Character.isSurrogate((char) c)))) {
                continue; // halves of characters are no text
            }
            assertThat(AccessToken.parse(token.line())).isEqualTo(token);
        }
    }
}
