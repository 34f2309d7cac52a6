package org.openpo.it;

import java.io.File;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR as it is shipped, with nothing added but the test class. */
final class ShippedArchive {

    private ShippedArchive() {
    }

    static EnterpriseArchive with(Class<?>... testClasses) {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("openpo.ear")));
        WebArchive web = ear.getAsType(WebArchive.class, "/po-web.war");
        web.addClasses(testClasses);
        ear.delete("/po-web.war");
        ear.addAsModule(Testable.archiveToTest(web));
        return ear;
    }
}
