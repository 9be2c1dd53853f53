// Passkeys exist only in script. A form that asks for one shows itself where the browser knows them; pressing its button asks the device, and sends what it answers.
export const passkeys = () => {
  const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON && navigator.credentials
  if (!known) return
  for (const missing of document.querySelectorAll('[data-passkey-missing]')) missing.hidden = true
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    const failed = form.querySelector('[data-passkey-failed]')
    form.addEventListener('submit', async event => {
      const answer = form.elements['Passkey.Credential']
      if (answer.value) return
      event.preventDefault()
      failed.hidden = true
      try {
        const options = JSON.parse(form.dataset.options)
        const credential = form.dataset.passkey === 'new'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        answer.value = JSON.stringify(credential)
        HTMLFormElement.prototype.submit.call(form)
      } catch {
        // Cancelled, timed out, or nothing on this device: nobody is told which.
        failed.hidden = false
      }
    })
  }
}
