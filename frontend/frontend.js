// Starts the design-system behaviours our pages use. Every page also works without this file.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll, isSupported
} from 'govuk-frontend'

if (isSupported()) {
  for (const component of [
    Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
    ServiceNavigation, SkipLink, Tabs
  ]) createAll(component)
  // A comma heard but not seen stands inside the file control's name, so that saying the words one sees would not find it
  // (WCAG 2.5.3). Without it the name is exactly what is shown.
  document.querySelectorAll('.govuk-file-upload-button [id$="-comma"]').forEach((comma) => { comma.textContent = '' })
}
