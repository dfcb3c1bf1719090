from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "pendopo.core"
    label = "core"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from pendopo.core.folding import teach_fields, teach_sqlite

        teach_fields()
        connection_created.connect(teach_sqlite, dispatch_uid="pendopo.core.folding")
