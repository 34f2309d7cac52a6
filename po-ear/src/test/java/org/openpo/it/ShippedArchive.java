package org.openpo.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The EAR as it is shipped, plus one web module that holds the test classes and nothing else. It stands beside
 * OpenPO's own web module, whose pages ask everybody to sign in, Arquillian too.
 */
final class ShippedArchive {

    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String TEST_MODULE =
            "<module><web><web-uri>openpo-it.war</web-uri><context-root>/openpo-it</context-root></web></module>";

    private ShippedArchive() {
    }

    static EnterpriseArchive with(Class<?>... testClasses) {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("openpo.ear")));
        WebArchive tests = ShrinkWrap.create(WebArchive.class, "openpo-it.war").addClasses(testClasses).addClass(EveryRole.class)
                .addAsWebInfResource(new StringAsset("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"all\"/>"), "beans.xml");
        ear.addAsModule(Testable.archiveToTest(tests));
        String descriptor = text(ear);
        ear.delete(DESCRIPTOR);
        ear.setApplicationXML(new StringAsset(descriptor.replace("<library-directory>", TEST_MODULE + "<library-directory>")));
        return ear;
    }

    private static String text(EnterpriseArchive ear) {
        try (InputStream descriptor = ear.get(DESCRIPTOR).getAsset().openStream()) {
            return new String(descriptor.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
