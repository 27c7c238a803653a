package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;

class HeldWindowsTest {
    private static final byte[] WINDOW = {1};

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicReference<Boolean> open = new AtomicReference<>(true);
    private final AtomicReference<WindowStore<String, byte[]>> task = new AtomicReference<>(store());
    private final HeldWindows held = new HeldWindows(
            () -> {
                lookUps.incrementAndGet();
                return task.get();
            },
            nanos::get);

    @Test
    void isLookedUpNowAndThenAndNotForEachRead() {
        for (int i = 0; i < 1000; i++) {
            assertThat(held.fetch("a", i)).isEqualTo(WINDOW);
        }
        assertThat(lookUps).hasValue(1);
        nanos.addAndGet(30_000_000);
        held.fetch("a", 0);
        held.fetch("a", 1);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void aStoreThatIsClosedMeanwhileDoesNotCountAsEmpty() {
        open.set(false);
        assertThatThrownBy(() -> held.fetch("a", 0)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(held::check).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void aStoreThatWasReplacedIsNoticedAtTheLatestAfterTheLastRead() {
        task.set(store());
        assertThat(held.fetch("a", 0)).isEqualTo(WINDOW);
        assertThatThrownBy(held::check).isInstanceOf(InvalidStateStoreException.class);
    }

    @SuppressWarnings("unchecked")
    private WindowStore<String, byte[]> store() {
        return (WindowStore<String, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WindowStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isOpen" -> open.get();
                    case "fetch" -> WINDOW;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
