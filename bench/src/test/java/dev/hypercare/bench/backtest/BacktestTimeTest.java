package dev.hypercare.bench.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BacktestTimeTest {
    @Test
    void whatTheCommandPrintedIsCounted() throws JsonProcessingException {
        String answer = """
                {"read": {"records": 12345}, "rules": [{"rule": "a"}, {"rule": "b"}],
                 "breaches": [{"rule": "a", "live": {"version": "1"}}, {"rule": "a"}, {"rule": "b"}]}
                """;
        BacktestTime time = BacktestTime.of("two", "panes", 4.26, new ObjectMapper().readTree(answer));
        assertThat(time).isEqualTo(new BacktestTime("two", "panes", 4.26, 12345, 2, 3, 1));
        assertThat(time.row())
                .containsExactly("two", "2", "panes", "4.3", "12,345", "3", "1")
                .hasSameSizeAs(BacktestTime.HEADER);
        assertThat(time.json()).containsEntry("seconds", 4.26).containsEntry("recordsRead", 12345L);
    }
}
