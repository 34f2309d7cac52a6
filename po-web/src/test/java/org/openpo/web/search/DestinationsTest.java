package org.openpo.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pages that the search names open for those it names them to. */
class DestinationsTest {
    private static final Path WEB = Path.of("src/main/webapp");

    @Test
    void each_page_is_there_and_is_named_to_those_who_may_open_it() throws Exception {
        Map<String, Set<String>> roles = rolesByPattern();
        assertThat(SearchBean.DESTINATIONS).isNotEmpty().allSatisfy(page -> {
            assertThat(Files.exists(WEB.resolve(page.outcome().substring(1) + ".xhtml"))).as(page.outcome()).isTrue();
            assertThat(page.roles()).as(page.outcome()).isEqualTo(roles.getOrDefault(page.outcome(),
                    roles.getOrDefault(page.outcome().replaceAll("/[^/]+$", "/*"), roles.get("/*"))));
        });
    }

    private static Map<String, Set<String>> rolesByPattern() throws Exception {
        Map<String, Set<String>> roles = new HashMap<>();
        NodeList constraints = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(WEB.resolve("WEB-INF/web.xml").toFile()).getElementsByTagName("security-constraint");
        for (int i = 0; i < constraints.getLength(); i++) {
            Element constraint = (Element) constraints.item(i);
            texts(constraint, "url-pattern").forEach(pattern -> roles.put(pattern, texts(constraint, "role-name")));
        }
        return roles;
    }

    private static Set<String> texts(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent().strip()).collect(Collectors.toSet());
    }
}
