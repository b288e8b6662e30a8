/** How clients of MONAI Label sign in, and learn whether their token is good. */
@NullMarked
package io.deepgrow.app.compat.monailabel.signin;

import org.jspecify.annotations.NullMarked;
