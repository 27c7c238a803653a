package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
    @Test
    void viewsWithTheSameLabelsOfVeryManyValuesAreAFamily() {
        List<List<View>> families = View.families(List.of(
                List.of("api"),
                List.of("api", "consumer"),
                List.of("api", "route", "method"),
                List.of("consumer"),
                List.of("gateway")));
        assertThat(families)
                .containsExactly(
                        List.of(
                                new View(0, List.of("api"), List.of(0)),
                                new View(2, List.of("api", "route", "method"), List.of(0, 1, 2)),
                                new View(4, List.of("gateway"), List.of(3))),
                        List.of(
                                new View(1, List.of("api", "consumer"), List.of(0, 1)),
                                new View(3, List.of("consumer"), List.of(1))));
        assertThat(View.finest(families.get(0))).containsExactly("api", "route", "method", "gateway");
        assertThat(View.finest(families.get(1))).containsExactly("api", "consumer");
    }

    @Test
    void theValuesOfAViewAreThoseOfItsLabels() {
        assertThat(new View(0, List.of("route", "api"), List.of(1, 0)).values(List.of("orders", "/new", "GET")))
                .containsExactly("/new", "orders");
    }
}
