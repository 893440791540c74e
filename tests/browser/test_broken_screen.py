"""A screen that cannot be drawn leaves the header and the other screens within reach."""

from playwright.sync_api import expect


def test_a_crash_stays_within_its_screen_and_says_what_helps(open_page, studio, forgiven):
    forgiven.append("TypeError")  # React reports what it has caught
    run = studio.trained(data={"name": "iris"}, epochs=1)
    page = open_page(locale="es-ES")
    page.route("**/results", lambda route: route.fulfill(json={"parts": [{}, {}], "classes": []}))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"#/results?run={run}")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("undefined")
    expect(page.get_by_text("No se pudo dibujar esta pantalla")).to_be_visible()
    expect(page.get_by_role("button", name="Recargar la página")).to_be_visible()
    page.get_by_role("button", name="Copiar el error").click()
    expect(page.get_by_text("Copiado")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"#/results?run={run}\nTypeError: " in copied
    assert alert.inner_text() in copied

    page.get_by_role("navigation").get_by_role("link", name="Laboratorio").click()
    expect(page.get_by_role("button", name="Editar capas")).to_be_visible()
    page.unroute("**/results")
    page.get_by_role("navigation").get_by_role("link", name="Resultados").click()
    expect(page.get_by_role("table").first).to_contain_text("Exactitud")
